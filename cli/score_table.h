#pragma once
#include <string>
#include <vector>

#include "cli/scoring.h"
#include "cli/wrong_sentences.h"

namespace dealgraph {

// All figures as tables for a person. "-" is 0 / 0.
std::string score_tables(const Scores& scores);

// A misread sentence with what is wrong in it, terminal-safe.
std::string describe(const WrongSentence& sentence);

}  // namespace dealgraph
