import type { EditorView } from 'prosemirror-view';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from '../../language/use-translation.ts';
import { BarPanel } from './bar-panel.tsx';
import { addressIn, linkAt, linkTo, unlink } from './link-commands.ts';

interface LinkPanelProps {
  readonly view: EditorView;
  /** In pixels from the left of the bar that it hangs below. */
  readonly place: number;
  readonly onClose: () => void;
}

const longestAddress = 2000;

/** Where the selected words, or the link at the caret, are to lead. */
export function LinkPanel({ view, place, onClose }: LinkPanelProps) {
  const { t } = useTranslation();
  const id = useId();
  const [known] = useState(() => linkAt(view.state)?.address ?? null);
  const [typed, setTyped] = useState(known ?? '');
  const [isRefused, setIsRefused] = useState(false);
  const leave = () => {
    onClose();
    view.focus();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const address = addressIn(typed);
    setIsRefused(address === null);
    if (address === null) return;
    linkTo(address)(view.state, view.dispatch);
    leave();
  };
  return (
    <BarPanel place={place} onLeave={leave} onClose={onClose}>
      <form className="link-panel" noValidate onSubmit={onSubmit}>
        <label>
          <span className="note">{t('editor.link.address')}</span>
          <input
            className="field"
            type="url"
            value={typed}
            maxLength={longestAddress}
            placeholder="https://"
            autoComplete="off"
            aria-invalid={isRefused || undefined}
            aria-describedby={isRefused ? id : undefined}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <button type="submit" className="btn">
          {t('editor.link.set')}
        </button>
        {known !== null && (
          <button
            type="button"
            className="btn plain"
            onClick={() => {
              unlink(view.state, view.dispatch);
              leave();
            }}
          >
            {t('editor.link.remove')}
          </button>
        )}
        {isRefused && (
          <p className="note" id={id} role="alert">
            {t('editor.link.refused')}
          </p>
        )}
      </form>
    </BarPanel>
  );
}
