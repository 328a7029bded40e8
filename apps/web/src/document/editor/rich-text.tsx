import type { PolishKind } from '@maobi/contract';
import type { EditorView } from 'prosemirror-view';
import { useImperativeHandle, useRef, useState, type ChangeEvent, type Ref } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { ImagePanel } from './image-panel.tsx';
import { imageTypes } from './keep-images.ts';
import { isPasting } from './kept-places.ts';
import { KeptSource } from './kept-source.ts';
import { PasteAnnouncer } from './paste-announcer.tsx';
import { insertFiles, type PasteReports } from './pasting.ts';
import type { PendingPastes } from './pending-pastes.ts';
import { RichBar } from './rich-bar.tsx';
import { blocksBetween, passageBetween, type WrittenPassage } from './selected-words.ts';
import { SlashMenu, type ModelInEditor, type SlashMenuHandle } from './slash-menu.tsx';
import { useWordsView } from './use-words-view.ts';
import type { EditPoint } from './words-view.ts';
import './editor.css';

export interface RichTextProps {
  /** Markdown, as it was when the editing began. */
  readonly text: string;
  readonly sectionId: string;
  readonly label: string;
  /** Where the writer pressed; `null`: the caret goes to the end. */
  readonly point: EditPoint | null;
  /** What was typed before it was there. */
  readonly takeEarly: () => string;
  /** Hears of the Markdown a moment after it has changed. */
  readonly onChange: (markdown: string) => void;
  readonly pending: PendingPastes;
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
export function RichText({ text, sectionId, label, point, takeEarly, onChange, pending, model, onPolish, ref }: RichTextProps) {
  const place = useRef<HTMLDivElement>(null);
  const slash = useRef<SlashMenuHandle>(null);
  const [kept] = useState(() => new KeptSource(text));
  const pressSlash = (event: KeyboardEvent) => slash.current?.press(event) ?? false;
  const { view, state, flush, reports } = useWordsView(place, { kept, sectionId, label, point, takeEarly, onChange, pending, pressSlash });
  const polish = (kind: PolishKind, from: number, to: number) => {
    const written = view && blocksBetween(kept, view.state.doc, from, to);
    if (written) onPolish(written, kind);
  };
  const chooser = useRef<HTMLInputElement>(null);
  const chooseImages = () => chooser.current?.click();
  useImperativeHandle(ref, () => {
    const selected = () => view && passageBetween(kept, view.state.doc, view.state.selection.from, view.state.selection.to);
    return { flush, focus: () => view?.focus(), selected };
  }, [flush, kept, view]);
  return (
    <>
      <PasteAnnouncer isPasting={state !== null && isPasting(state)} />
      <RichBar view={view} state={state} onImage={chooseImages} />
      <div className="words-frame">
        <div ref={place} className="words-place" />
        {view && state && (
          <>
            <SlashMenu view={view} state={state} model={model} onImage={chooseImages} onPolish={polish} ref={slash} />
            <ImagePanel view={view} state={state} />
          </>
        )}
        {view && <ImageChooser view={view} reports={reports} ref={chooser} />}
      </div>
    </>
  );
}

interface ImageChooserProps {
  readonly view: EditorView;
  readonly reports: PasteReports;
  readonly ref: Ref<HTMLInputElement>;
}

/** The way to files of this machine; it is opened from elsewhere and never seen. */
function ImageChooser({ view, reports, ref }: ImageChooserProps) {
  const { t } = useTranslation();
  const onChange = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(currentTarget.files ?? [])];
    // the same file can be chosen again
    currentTarget.value = '';
    view.focus();
    insertFiles(view, files, reports);
  };
  return <input ref={ref} type="file" accept={imageTypes} multiple hidden aria-label={t('editor.image.insert')} onChange={onChange} />;
}
