# Prints what fish offers for a beginning: complete.fish SCRIPT TYPED
source $argv[1]
complete -C $argv[2] | string split -f 1 \t | string unescape
