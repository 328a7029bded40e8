import type { CodeCheck, CodeLanguage } from '@maobi/contract';
import { use, useState } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { Icon } from '../../icons/icon.tsx';
import { useCodeCheck } from '../../studio/queries.ts';
import { NextQuestion, type AskNext } from '../turn/next-question.ts';

interface CheckedCode {
  readonly code: string;
  /** As its fence names it. */
  readonly fenceName: string;
  readonly language: CodeLanguage;
}

/** Says under a block of code whether it can be parsed. The line is there, empty, before that is known. */
export function CodeCheckLine(block: CheckedCode) {
  const { t } = useTranslation();
  const askNext = use(NextQuestion);
  const check = useCodeCheck(block.fenceName, block.code);
  return (
    <div className="code-check" data-state={check?.state}>
      {check?.state === 'right' && (
        <>
          <Icon name="check" small />
          <p>{t('conversation.codeCheck.right')}</p>
        </>
      )}
      {check?.state === 'wrong' && (
        <>
          <Icon name="warning" small />
          <Mistake check={check} />
          {askNext && <FixButton block={block} check={check} askNext={askNext} />}
        </>
      )}
    </div>
  );
}

type Wrong = Extract<CodeCheck, { state: 'wrong' }>;

function Mistake({ check }: { readonly check: Wrong }) {
  const { t, language } = useTranslation();
  const { line, message, mistake } = check;
  return (
    <p title={message}>
      {t('conversation.codeCheck.wrong', { line, mistake: useMistakeText(check) })}
      {language !== 'en' && !mistake && (
        <span className="code-check-words" lang="en">
          {message}
        </span>
      )}
    </p>
  );
}

/** What is wrong, in the writer's language: parsers speak English, and only the usual can be said in another. */
function useMistakeText({ message, mistake }: Wrong): string {
  const { t, language } = useTranslation();
  const [first = '', second = ''] = mistake?.words ?? [];
  if (mistake) return t(`conversation.codeMistake.${mistake.kind}`, { first, second });
  return language === 'en' ? message : t('conversation.codeMistake.other');
}

interface FixButtonProps {
  readonly block: CheckedCode;
  readonly check: Wrong;
  readonly askNext: AskNext;
}

/** Asks the model, as the writer's next question, to mend the code. */
function FixButton({ block: { code, language }, check, askNext }: FixButtonProps) {
  const { t, language: shownLanguage } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  const { line, message } = check;
  const text = useMistakeText(check);
  const mistake = shownLanguage === 'en' ? text : `${text}（${message}）`;
  const ask = async () => {
    setIsAsking(true);
    await askNext(t('conversation.codeCheck.question', { language, line, mistake, source: quotedLine(code, line) }));
    setIsAsking(false);
  };
  return (
    <button type="button" className="text-action" disabled={isAsking} onClick={() => void ask()}>
      {t('conversation.codeCheck.fix')}
    </button>
  );
}

const longestQuote = 80;

/** A line of the code, short enough for a sentence; in place of an empty one the last before it that is not. */
function quotedLine(code: string, line: number): string {
  const lines = code.split('\n').slice(0, line);
  const source = lines.findLast((each) => each.trim() !== '')?.trim() ?? '';
  return source.length > longestQuote ? `${source.slice(0, longestQuote)}…` : source;
}
