import { documentWordsRange } from '@maobi/contract';
import { Option, type Command } from 'commander';
import { readWriteRequest, type WriteOptions } from '../document/write-request.ts';
import { writeDocument } from '../document/write-document.ts';
import type { CommandHost } from './command-host.ts';

export function addWriteCommand(program: Command, host: CommandHost): void {
  program
    .command('write')
    .summary('write a document about a topic')
    .description(
      'Plans a document about a topic, writes it section after section at the length asked for, and shows it while it is written. It is also kept in the studio, where it can be changed and gone on with.',
    )
    .argument('[topic...]', 'what to write about')
    .option('-t, --template <template>', 'form of text, see "maobi templates" (default: free writing)')
    .option('--field <name=value...>', 'answers to what the template asks for')
    .option(
      '-w, --words <count>',
      `length in 字 or words, ${documentWordsRange.minimum} to ${documentWordsRange.maximum} (default: ${documentWordsRange.default})`,
    )
    .option('--minutes <count>', 'as long as can be written in this time on this computer, in place of --words')
    .addOption(new Option('-l, --lang <language>', 'language of the document (default: that of the topic)').choices(['zh', 'en']))
    .option('--reader <words>', 'for whom it is')
    .option('--tone <words>', 'in which tone')
    .option('--include <words...>', 'what must be in it')
    .option('--avoid <words...>', 'what must not be in it')
    .option('--notes <words>', 'what else the model should know')
    .option('--outline-only', 'plan it and stop; the outline can be edited and given to --from-outline')
    .option('--from-outline <file>', 'write from this outline: JSON, a numbered list or headings in Markdown')
    .option('--resume [document]', 'go on with the document that was stopped last, or with this one')
    .option('-o, --out <file>', 'also write it into a .md, .html (to print) or .txt file')
    .option('-f, --force', 'overwrite the file when it exists')
    .option('--seed <number>', 'the same seed gives the same text')
    .option('-m, --model <model>', 'id of an installed model, "demo", or the path of a .gguf file')
    .option('--json', 'one JSON object per line; the last one is the result')
    .addHelpText(
      'after',
      `
Examples:
  maobi write 人工智能如何重塑未来教育
  maobi write "The case for slow reading" --words 2000 --out slow-reading.md
  maobi write 家乡的端午节 --template argumentative-essay --out essay.html
  maobi write 春天的河 --minutes 20
  maobi write 城市养蜂人 --reader 中学生 --include 蜂蜜 邻居 --avoid 广告词
  maobi write 本周工作 --template weekly-report --field done="改完结算页" plans="灰度上线"
  maobi write 城市养蜂人 --words 1500 --outline-only > outline.md
  maobi write 城市养蜂人 --words 1500 --from-outline outline.md
  maobi write --resume`,
    )
    .action(
      host.action(async (topic: string[], options: WriteOptions) => {
        const request = await readWriteRequest(topic.join(' '), options, host.context);
        return host.context.stoppable((stop) => writeDocument(request, host.context, stop));
      }),
    );
}
