#pragma once
#include "extract/document.h"
#include "extract/skeleton.h"

namespace dealgraph {

// "X has raised $2 billion." names nobody who pays, but the sentences behind it do: keeps X and the
// sum in `discourse`.
void remember_round(const Sentence& sentence, const Skeleton& skeleton, Discourse& discourse);

}  // namespace dealgraph
