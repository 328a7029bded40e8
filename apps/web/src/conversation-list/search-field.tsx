import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../icons/icon.tsx';
import { isComposing, useWordsField } from '../keyboard/composition.ts';

const settleMs = 180;

interface SearchFieldProps {
  /** Called with the trimmed text when the writer pauses, and at once when it is cleared. */
  readonly onSearch: (text: string) => void;
}

/** Looks up what is typed. While pinyin is being composed nothing is looked up. */
export function SearchField({ onSearch }: SearchFieldProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => () => clearTimeout(timer.current), []);
  const show = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
  };
  const lookUp = (words: string) => {
    timer.current = setTimeout(() => onSearch(words.trim()), words === '' ? 0 : settleMs);
  };
  const words = useWordsField(show, lookUp);
  const clear = () => {
    show('');
    lookUp('');
  };
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
