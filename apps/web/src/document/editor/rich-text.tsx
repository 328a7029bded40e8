import type { PolishKind } from '@maobi/contract';
import { useImperativeHandle, useRef, useState, type Ref } from 'react';
import { KeptSource } from './kept-source.ts';
import { RichBar } from './rich-bar.tsx';
import { passageBetween, type WrittenPassage } from './selected-words.ts';
import { SlashMenu, type ModelInEditor, type SlashMenuHandle } from './slash-menu.tsx';
import { useWordsView } from './use-words-view.ts';
import './editor.css';

interface RichTextProps {
  /** Markdown, as it was when the editing began. */
  readonly text: string;
  readonly label: string;
  /** Where the writer pressed; `null`: the caret goes to the end. */
  readonly point: { readonly x: number; readonly y: number } | null;
  /** Hears of the Markdown a moment after it has changed. */
  readonly onChange: (markdown: string) => void;
  readonly model: ModelInEditor;
  readonly onPolish: (written: WrittenPassage, kind: PolishKind) => void;
  readonly ref: Ref<RichTextHandle>;
}

export interface RichTextHandle {
  /** Makes the last change be heard of at once. */
  readonly flush: () => void;
  readonly focus: () => void;
  /** `null`: no words are selected. */
  readonly selected: () => WrittenPassage | null;
}

/** A text edited as it looks. What is not touched keeps its Markdown to the character. */
export function RichText({ text, label, point, onChange, model, onPolish, ref }: RichTextProps) {
  const place = useRef<HTMLDivElement>(null);
  const slash = useRef<SlashMenuHandle>(null);
  const [kept] = useState(() => new KeptSource(text));
  const pressSlash = (event: KeyboardEvent) => slash.current?.press(event) ?? false;
  const { view, state, flush } = useWordsView(place, { kept, label, point, onChange, pressSlash });
  const polish = (kind: PolishKind, from: number, to: number) => {
    const written = view && passageBetween(kept, view.state.doc, from, to);
    if (written) onPolish(written, kind);
  };
  useImperativeHandle(ref, () => {
    const selected = () => view && passageBetween(kept, view.state.doc, view.state.selection.from, view.state.selection.to);
    return { flush, focus: () => view?.focus(), selected };
  }, [flush, kept, view]);
  return (
    <>
      <RichBar view={view} state={state} />
      <div className="words-frame">
        <div ref={place} className="words-place" />
        {view && state && <SlashMenu view={view} state={state} model={model} onImage={() => undefined} onPolish={polish} ref={slash} />}
      </div>
    </>
  );
}
