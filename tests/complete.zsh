# Prints what zsh offers for a beginning: complete.zsh SCRIPT TYPED
# Completion works in an interactive shell alone: one runs in a pseudo-terminal with this same file
# as its set-up, which prints what would be listed.
if [[ $3 == set-up ]]; then
  autoload -Uz compinit
  compinit -u -D
  source $1
  compadd() {
    local -a found
    # With -O, -A or -D the caller only asks what fits.
    if [[ ${@[1,(i)(-|--)]} != *-[OAD]* ]]; then
      builtin compadd -O found "$@"
      print -rl -- OFFER:${^found}
    fi
    builtin compadd "$@"
  }
  # Keys are keys, and not lines of a terminal, only once the editor shows its prompt.
  PROMPT=READY
  return
fi
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "source ${(q)0:a} ${(q)1:a} '' set-up"
zpty -r shell output '*READY*'
zpty -w -n shell "$2"$'\t'
zpty -w -n shell $'\x15exit\n'
while zpty -r shell output; do print -rn -- $output; done | tr '\r' '\n' | sed -n 's/.*OFFER:\(.*\)/\1/p' |
  while read -r offer; do print -r -- ${(Q)offer}; done
