import { useRef, type KeyboardEvent } from 'react';
import { useTranslation } from '../../language/use-translation.ts';

const tabs = ['talk', 'prompt', 'checks', 'comments', 'versions'] as const;
export type AideTab = (typeof tabs)[number];

interface AideTabsProps {
  readonly shown: AideTab;
  readonly onShow: (tab: AideTab) => void;
}

/** Which of its sides the aide shows; arrow keys go from one to the next. */
export function AideTabs({ shown, onShow }: AideTabsProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = tabs[(tabs.indexOf(shown) + step + tabs.length) % tabs.length] ?? shown;
    onShow(next);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
  return (
    <div className="aide-tabs" role="tablist" tabIndex={-1} aria-label={t('aide.tabs')} ref={list} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          data-tab={tab}
          data-label={t(`aide.tab.${tab}`)}
          aria-selected={tab === shown}
          aria-controls={tab === shown ? `aide-${tab}` : undefined}
          tabIndex={tab === shown ? 0 : -1}
          onClick={() => onShow(tab)}
        >
          {t(`aide.tab.${tab}`)}
        </button>
      ))}
    </div>
  );
}
