import { textLanguage } from '../language/text-language.ts';
import { useTranslation } from '../language/use-translation.ts';
import { FoundText } from '../conversation-list/found-text.tsx';
import { Icon } from '../icons/icon.tsx';
import { paletteGroups, type PaletteEntry } from './palette-entry.ts';

export const paletteListId = 'palette-list';

/** Of the line of an entry in the page. */
export function optionId(entryId: string): string {
  return `palette-${entryId}`;
}

interface PaletteListProps {
  /** Those of a group one after the other. */
  readonly entries: readonly PaletteEntry[];
  /** The one that Enter would choose. */
  readonly at: number;
  /** Whether nothing was typed yet. */
  readonly isRecent: boolean;
  readonly onPoint: (index: number) => void;
  readonly onRun: (index: number) => void;
}

/** The lines by group; the focus stays in the field, which names the current line. */
export function PaletteList({ entries, at, isRecent, onPoint, onRun }: PaletteListProps) {
  const { t } = useTranslation();
  return (
    <div id={paletteListId} className="palette-list" role="listbox" aria-label={t('palette.results')}>
      {paletteGroups.map((group) => {
        if (!entries.some((entry) => entry.group === group)) return null;
        const title = group === 'documents' && isRecent ? t('palette.recent') : t(`palette.${group}`);
        return (
          <div key={group} role="group" aria-label={title}>
            <p className="palette-group note" aria-hidden="true">
              {title}
            </p>
            {entries.map(
              (entry, index) =>
                entry.group === group && (
                  <Line
                    key={entry.id}
                    entry={entry}
                    isCurrent={index === at}
                    onPoint={() => index !== at && onPoint(index)}
                    onRun={() => onRun(index)}
                  />
                ),
            )}
          </div>
        );
      })}
    </div>
  );
}

interface LineProps {
  readonly entry: PaletteEntry;
  readonly isCurrent: boolean;
  readonly onPoint: () => void;
  readonly onRun: () => void;
}

function Line({ entry: { id, icon, name, detail, parts, extent, keys = noKeys }, isCurrent, onPoint, onRun }: LineProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the focus stays in the field, and the keys with it
    <div
      id={optionId(id)}
      role="option"
      tabIndex={-1}
      aria-selected={isCurrent}
      className="palette-line"
      onPointerMove={onPoint}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onRun}
    >
      <Icon name={icon} />
      <span className="palette-words">
        <span className="truncate" lang={textLanguage(name)}>
          {name}
        </span>
        {parts && (
          <span className="note palette-excerpt">
            <FoundText parts={parts} />
          </span>
        )}
        {!parts && detail && <span className="note truncate">{detail}</span>}
      </span>
      {extent !== undefined && <span className="palette-extent note">{extent}</span>}
      {keys.length > 0 && (
        <span className="palette-keys no-phone" aria-hidden="true">
          {keys.map((key) => (
            <kbd key={key} className="keycap">
              {key}
            </kbd>
          ))}
        </span>
      )}
    </div>
  );
}

const noKeys: readonly string[] = [];
