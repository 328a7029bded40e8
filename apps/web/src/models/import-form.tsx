import { useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { errorText, type ErrorText } from '../language/error-text.ts';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { Failure } from './failure.tsx';
import './models.css';

/** Links a GGUF file that lies on this machine. A browser may not tell a page where a file lies, so its path is typed. */
export function ImportForm({ onImported }: { readonly onImported: (id: string) => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const fieldId = useId();
  const [path, setPath] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<ErrorText | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (path.trim() === '' || isBusy) return;
    setIsBusy(true);
    setFailure(null);
    try {
      const model = await client.call('importModel', { body: { path: unquoted(path) } });
      await queryClient.invalidateQueries({ queryKey: keys.models });
      setPath('');
      onImported(model.id);
    } catch (error) {
      setFailure(errorText(t, error));
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <form className="import" onSubmit={(event) => void submit(event)}>
      <label htmlFor={fieldId}>{t('models.import.path')}</label>
      <div className="import-row">
        <input
          id={fieldId}
          className="field"
          value={path}
          onChange={(event) => setPath(event.target.value)}
          placeholder={t('models.import.example')}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          aria-describedby={`${fieldId}-note`}
          aria-invalid={failure !== null}
        />
        <button type="submit" className="btn" disabled={path.trim() === '' || isBusy}>
          {t(isBusy ? 'models.import.checking' : 'models.import.action')}
        </button>
      </div>
      <p id={`${fieldId}-note`} className="note">
        {t('models.import.note')}
      </p>
      {failure && <Failure text={failure} />}
    </form>
  );
}

/** Terminals and file managers copy paths in quotation marks. */
function unquoted(path: string): string {
  return path.trim().replace(/^(["'])(.*)\1$/, '$2');
}
