import { useRef } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { Icon } from '../icons/icon.tsx';
import { isComposing } from '../keyboard/composition.ts';
import { useLookUp } from '../keyboard/use-look-up.ts';

const settleMs = 180;

interface SearchFieldProps {
  /** Called with the trimmed text when the writer pauses, and at once when it is cleared. */
  readonly onSearch: (text: string) => void;
}

/** Looks up what is typed. While pinyin is being composed nothing is looked up. */
export function SearchField({ onSearch }: SearchFieldProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const { text, words, clear } = useLookUp(onSearch, settleMs);
  return (
    <div className="field search-field" role="search">
      <Icon name="search" small />
      <input
        ref={field}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        aria-label={t('conversations.searchLabel')}
        placeholder={t('conversations.searchPlaceholder')}
        maxLength={200}
        value={text}
        {...words}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || isComposing(event) || text === '') return;
          event.stopPropagation();
          clear();
        }}
      />
      {text !== '' && (
        <button
          type="button"
          className="search-clear"
          aria-label={t('conversations.clearSearch')}
          onClick={() => {
            clear();
            field.current?.focus();
          }}
        >
          <Icon name="close" small />
        </button>
      )}
    </div>
  );
}
