#pragma once
#include <cstddef>
#include <string>

#include "core/article.h"
#include "extract/annotated.h"

namespace dealgraph {

struct ViewOptions {
  bool color = false;
  std::size_t width = 0;  // columns to wrap at; 0: do not wrap
};

// An article as rules see it, for people: of each sentence its text with the mentions marked
// ([name|1], [it=1], {$5 billion|amount}), its skeleton, and what each mention stands for. Colour
// only repeats what the marks say. Safe for a terminal, whatever the page holds.
std::string annotate_view(const Article& article, const AnnotatedArticle& annotated,
                          const ViewOptions& options);

// One sentence of it, `index` from 0, whose number is shown in at least `digits` columns.
std::string sentence_view(const Article& article, const AnnotatedArticle& annotated,
                          std::size_t index, std::size_t digits, const ViewOptions& options);

}  // namespace dealgraph
