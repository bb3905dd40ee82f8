# Completion of nmt's commands, flags and values; 'nmt generate-completion' writes it.

if [[ -n ${ZSH_VERSION-} ]]; then
  autoload -U +X compinit && compinit
  autoload -U +X bashcompinit && bashcompinit
fi

# Commands under the one whose words are $1.
_nmt_commands() {
  found=
  case $1 in
{commands}
  esac
}

# Flags of the command whose words are $1.
_nmt_flags() {
  found=
  case $1 in
{flags}
  esac
}

# What $2, a flag or the number of an argument, takes in the command whose words are $1: words to
# choose from, @file, @folder or @value; with + in front several; nothing where it takes nothing.
_nmt_values() {
  found=
  case "$1 $2" in
{values}
  esac
}

# Offers the words of $1 that begin with what is typed; behind commas, a further one of a list.
_nmt_offer() {
  local word quoted before=
  [[ $current != *,* ]] || before=${current%,*},
  for word in $1; do
    printf -v quoted %q "$word"
    if [[ $before$quoted == "$current"* ]]; then
      COMPREPLY+=("$before$quoted")
    fi
  done
}

_nmt_paths() {
  local IFS=$'\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY+=($(compgen "$1" -- "$current"))
}

_nmt() {
  [[ -z ${ZSH_VERSION-} ]] || setopt local_options ksh_arrays sh_word_split
  local found command= flag= several= place=0 i word current=${COMP_WORDS[COMP_CWORD]}
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ $word == = ]]; then
      continue
    elif [[ $word == : ]]; then
      # It parts the folders of one argument.
      ((place -= place > 0))
    elif [[ $word == -* && ! $word =~ ^-[0-9.] ]]; then
      _nmt_values "$command" "$word"
      flag=
      [[ -z $found ]] || flag=$word
      several=${found%%[!+]*}
    elif [[ -n $flag ]]; then
      [[ -n $several ]] || flag=
    else
      _nmt_commands "$command"
      if [[ " $found " == *" $word "* ]]; then
        command=$command${command:+ }$word
        place=0
      else
        ((place += 1))
      fi
    fi
  done
  if [[ $current == = || $current == : ]]; then
    current=
  fi
  if [[ -z $flag && $current == -* ]]; then
    _nmt_flags "$command"
    _nmt_offer "$found"
    return
  fi
  if [[ -z $flag ]]; then
    _nmt_commands "$command"
    _nmt_offer "$found"
  fi
  _nmt_values "$command" "${flag:-$place}"
  case ${found#+} in
    @file) _nmt_paths -f ;;
    @folder) _nmt_paths -d ;;
    @value) ;;
    *) _nmt_offer "${found#+}" ;;
  esac
}

complete -F _nmt nmt
