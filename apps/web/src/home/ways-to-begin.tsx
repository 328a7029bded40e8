import { useRef } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { Link } from 'wouter';
import { Icon } from '../icons/icon.tsx';
import { openedFiles, type useOpenFile } from '../open-file/use-open-file.ts';

/** From a file, a question, a blank page or a table. */
export function WaysToBegin({ opening }: { readonly opening: ReturnType<typeof useOpenFile> }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  return (
    <nav className="home-ways" aria-label={t('home.ways')}>
      <button type="button" className="btn plain" disabled={opening.isBusy} onClick={() => input.current?.click()}>
        <Icon name="file" />
        {t('home.openFile')}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept={openedFiles}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) void opening.openFile(file);
          // the same file can be chosen again
          event.target.value = '';
        }}
      />
      <Link href="/conversations" className="btn plain">
        <Icon name="chat" />
        {t('home.ask')}
      </Link>
      <button type="button" className="btn plain" disabled={opening.isBusy} onClick={opening.makeBlank}>
        <Icon name="edit" />
        {t('home.blank')}
      </button>
      <Link href="/batches" className="btn plain">
        <Icon name="table" />
        {t('home.batch')}
      </Link>
      <span className="note no-phone">{t('home.openFileNote')}</span>
    </nav>
  );
}
