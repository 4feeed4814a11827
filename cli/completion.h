#pragma once
#include <string>

#include "cli/command_line.h"

namespace dealgraph {

// Scripts by which a shell completes commands, options, their values and files. They hold the whole
// command line, so completing never starts the program.

// bash 4 or later; needs no other package.
std::string bash_completion(const CommandLine& line);

// A function for zsh's compinit, file name _dealgraph; may also be sourced.
std::string zsh_completion(const CommandLine& line);

// fish 3.
std::string fish_completion(const CommandLine& line);

}  // namespace dealgraph
