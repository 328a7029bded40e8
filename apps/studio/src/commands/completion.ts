import { Argument, type Command } from 'commander';
import { exitCodes, type ExitCode } from '../terminal/failures.ts';
import type { CommandHost } from './command-host.ts';

const shells = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof shells)[number];

export function addCompletionCommand(program: Command, host: CommandHost): void {
  program
    .command('completion')
    .summary('print the completion script of a shell')
    .description('Prints a script that lets a shell complete commands and options.')
    .addArgument(new Argument('<shell>').choices(shells))
    .addHelpText(
      'after',
      `
Examples:
  bash:  echo 'source <(maobi completion bash)' >> ~/.bashrc
  zsh:   echo 'source <(maobi completion zsh)' >> ~/.zshrc
  fish:  maobi completion fish > ~/.config/fish/completions/maobi.fish`,
    )
    .action(
      host.action(async (shell: Shell): Promise<ExitCode> => {
        host.context.terminal.write(completionScript(shell, wordsOf(program)));
        return exitCodes.done;
      }),
    );
}

/** A command by its full name (`models pull`) and what may stand after it. */
interface Completion {
  readonly path: string;
  readonly words: readonly string[];
}

/** Read from the program itself, so that no command or option can be forgotten here. */
function wordsOf(command: Command, path = ''): Completion[] {
  const commands = command.commands.filter((child) => child.name() !== 'help');
  const options = command.options.map((option) => option.long ?? option.short ?? '');
  const choices = command.registeredArguments.flatMap((argument) => argument.argChoices ?? []);
  const own = { path, words: [...commands.map((child) => child.name()), ...choices, ...options, '--help'] };
  return [own, ...commands.flatMap((child) => wordsOf(child, `${path} ${child.name()}`.trim()))];
}

function completionScript(shell: Shell, completions: readonly Completion[]): string {
  return { bash: bashScript, zsh: zshScript, fish: fishScript }[shell](completions);
}

function bashScript(completions: readonly Completion[]): string {
  const cases = completions.map(({ path, words }) => `    "${path}") words="${words.join(' ')}" ;;`).join('\n');
  return `_maobi() {
  local word path="" words="" current="\${COMP_WORDS[COMP_CWORD]}"
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) case " ${namesOf(completions)} " in *" $word "*) path="\${path:+$path }$word" ;; esac ;; esac
  done
  case "$path" in
${cases}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  [ \${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$current"))
}
complete -o filenames -F _maobi maobi
`;
}

function zshScript(completions: readonly Completion[]): string {
  return `autoload -U +X bashcompinit && bashcompinit
${bashScript(completions)}`;
}

function fishScript(completions: readonly Completion[]): string {
  const lines = completions.flatMap(({ path, words }) => {
    const names = path.split(' ').filter((name) => name !== '');
    const condition =
      names.length === 0 ? '__fish_use_subcommand' : names.map((name) => `__fish_seen_subcommand_from ${name}`).join('; and ');
    const options = words.filter((word) => word.startsWith('--')).map((word) => `-l ${word.slice(2)}`);
    const others = words.filter((word) => !word.startsWith('-'));
    return [
      ...options.map((option) => `complete -c maobi -n '${condition}' ${option}`),
      ...(others.length > 0 ? [`complete -c maobi -n '${condition}' -a '${others.join(' ')}'`] : []),
    ];
  });
  return `${lines.join('\n')}\n`;
}

function namesOf(completions: readonly Completion[]): string {
  return [...new Set(completions.flatMap(({ path }) => path.split(' ')))].filter((name) => name !== '').join(' ');
}
