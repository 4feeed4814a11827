#pragma once
#include "extract/document.h"
#include "extract/skeleton.h"

namespace dealgraph {

// "X has raised $2 billion." names nobody who pays, but the sentences behind it do: keeps X and the
// sum in `discourse`. `told`: the sentence tells deals itself.
void remember_round(const Sentence& sentence, const Skeleton& skeleton, bool told,
                    Discourse& discourse);

}  // namespace dealgraph
