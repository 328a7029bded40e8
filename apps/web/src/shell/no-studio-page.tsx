import { useTranslation } from '../language/use-translation.ts';

/** In place of everything: the studio does not know this browser, or does not run. */
export function NoStudioPage({ reason }: { readonly reason: 'signed-out' | 'lost' }) {
  const { t } = useTranslation();
  return (
    <main className="no-studio" id="main">
      <span className="seal large" aria-hidden="true">
        毛
      </span>
      <h1 className="page-title">{t(reason === 'lost' ? 'shell.lost.title' : 'shell.signedOut.title')}</h1>
      <p className="page-lead">{t(reason === 'lost' ? 'shell.lost.text' : 'shell.signedOut.text')}</p>
      <pre className="no-studio-command">maobi</pre>
      <p className="note" role="status">
        {t(reason === 'lost' ? 'shell.lost.retrying' : 'shell.signedOut.retrying')}
      </p>
    </main>
  );
}
