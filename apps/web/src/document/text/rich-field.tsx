import { lazy, Suspense, useEffect, useRef, useState, type ComponentType } from 'react';
import { AnswerText } from '../../conversation/turn/answer-text.tsx';
import { useTranslation } from '../../language/use-translation.ts';
import { showToast } from '../../toasts/toasts.ts';
import type { RichTextProps } from '../editor/rich-text.tsx';
import { EarlyField, useEarlyWords } from './early-words.tsx';
import { SourceField } from './source-field.tsx';

let fetched: ComponentType<RichTextProps> | null = null;

async function fetchEditor(): Promise<ComponentType<RichTextProps>> {
  fetched ??= (await import('../editor/rich-text.tsx')).RichText;
  return fetched;
}

/** Fetches the editor before a text is opened in it; never fails, since opening one tries again and says so. */
export async function prepareEditor(): Promise<void> {
  await fetchEditor().catch(() => undefined);
}

/** The editor; where its code cannot be had, as when the studio has just gone away, the source in its place, until it is opened once more. */
function editorNow(): ComponentType<RichTextProps> {
  if (fetched) return fetched;
  return lazy(async () => {
    try {
      return { default: await fetchEditor() };
    } catch {
      return { default: SourceInstead };
    }
  });
}

/** The text as it looks, once the editor is there; what is typed before comes into it. */
export function RichField(props: Omit<RichTextProps, 'takeEarly'>) {
  const early = useEarlyWords();
  const [Editor] = useState(editorNow);
  const drawn = <AnswerText text={props.text} isLive={false} />;
  return (
    <>
      {!early.isOver && <EarlyField {...early} />}
      {early.isComposing ? (
        drawn
      ) : (
        <Suspense fallback={drawn}>
          <Editor {...props} takeEarly={early.take} />
        </Suspense>
      )}
    </>
  );
}

/** What was typed already stands in a paragraph of its own at the end: the place it was meant for is none in the source. */
function SourceInstead({ text, label, takeEarly, onChange, pending }: RichTextProps) {
  const { t } = useTranslation();
  const isTaken = useRef(false);
  useEffect(() => {
    if (isTaken.current) return;
    isTaken.current = true;
    const words = takeEarly();
    if (words !== '') onChange(text.trim() === '' ? words : `${text.trimEnd()}\n\n${words}`);
    showToast({ text: t('editor.sourceInstead'), isFailure: true });
  }, [onChange, t, takeEarly, text]);
  return <SourceField text={text} label={label} onChange={onChange} pending={pending} />;
}
