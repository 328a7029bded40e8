import type { EditorState } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { useRef, type KeyboardEvent } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { isComposing } from '../../keyboard/composition.ts';
import { describeImage, selectedImage } from './images-in-text.ts';
import { useFloatPlace } from './use-float-place.ts';

const longestDescription = 500;

/** What can be done to the image that is selected: its words for who cannot see it, and taking it away. */
export function ImagePanel({ view, state }: { readonly view: EditorView; readonly state: EditorState }) {
  const selected = selectedImage(state);
  return selected && <OpenPanel view={view} place={selected.place} description={String(selected.node.attrs['description'])} />;
}

interface OpenPanelProps {
  readonly view: EditorView;
  readonly place: number;
  readonly description: string;
}

function OpenPanel({ view, place, description }: OpenPanelProps) {
  const { t } = useTranslation();
  const panel = useRef<HTMLDivElement>(null);
  useFloatPlace(panel, view, place);
  const describe = (words: string) => {
    const change = describeImage(view.state, words);
    if (change) view.dispatch(change);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    // back to the text, which stays open
    event.preventDefault();
    event.stopPropagation();
    view.focus();
  };
  return (
    <div ref={panel} className="image-panel float" role="group" aria-label={t('editor.image.panel')} onKeyDown={onKeyDown}>
      <label>
        <span className="note">{t('editor.image.description')}</span>
        <input
          className="field"
          value={description}
          maxLength={longestDescription}
          placeholder={t('editor.image.descriptionHint')}
          onChange={(event) => describe(event.target.value)}
        />
      </label>
      <button
        type="button"
        className="btn plain"
        onClick={() => {
          view.dispatch(view.state.tr.deleteSelection());
          view.focus();
        }}
      >
        {t('editor.image.remove')}
      </button>
    </div>
  );
}
