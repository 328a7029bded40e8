import { useTranslation } from '../language/use-translation.ts';
import { useMeasures } from '../language/measures.ts';
import { textLanguage } from '../language/text-language.ts';
import { isTooLargeToOpen, useOpenFile } from '../open-file/use-open-file.ts';
import { DialogFrame } from '../shell/dialog-frame.tsx';
import { useLongText, type LongText } from './long-text.ts';
import './long-text.css';

const shownLength = 400;

/** Says how long a text is and how much has room, and what can be done with it instead: open it as a document, or keep it as material. */
export function LongTextDialog({ offered }: { readonly offered: LongText }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const { isBusy, openText } = useOpenFile();
  const { text, room, isAtOnce, keepAsMaterial } = offered;
  const canOpen = !isTooLargeToOpen(text);
  const close = () => useLongText.setState({ offered: null });
  const open = async () => {
    if (await openText(text)) close();
  };
  const numbers = { length: measures.number(text.length), room: measures.number(room) };
  return (
    <DialogFrame title={t('longPaste.title')} className="long-text-dialog" onClose={close} outlivesPage>
      <p>{t(isAtOnce ? 'longPaste.fitsAtOnce' : 'longPaste.fits', numbers)}</p>
      <blockquote className="serif" lang={textLanguage(text)}>
        {text
          .slice(0, shownLength)
          .trim()
          .replaceAll(/\n{2,}/gu, '\n')}
      </blockquote>
      <p className="note">{t(canOpen ? 'longPaste.asDocument' : 'longPaste.tooLarge')}</p>
      <div className="dialog-foot">
        <button type="button" className="btn plain" onClick={close}>
          {t('longPaste.leave')}
        </button>
        {keepAsMaterial && (
          <button
            type="button"
            className="btn"
            onClick={() => {
              close();
              keepAsMaterial();
            }}
          >
            {t('longPaste.keepAsMaterial')}
          </button>
        )}
        {canOpen && (
          <button type="button" className="btn ink" disabled={isBusy} onClick={() => void open()}>
            {t('longPaste.open')}
          </button>
        )}
      </div>
    </DialogFrame>
  );
}
