import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { useLocation } from 'wouter';
import { InlineName } from '../conversation-list/inline-name.tsx';
import { useDocumentListActions } from '../document-list/document-actions.ts';
import { TitleButton } from '../shell/title-button.tsx';
import { useTitlePart } from '../shell/title-part.ts';
import { useDocument } from '../studio/queries.ts';
import { DocumentActions } from './document-actions.ts';
import { documentName } from './document-name.ts';
import { useAttempt } from './use-attempt.ts';
import { onPartWanted } from './wanted-part.ts';
import { canPolishAll } from './writing-progress.ts';
import { orElseNever } from '../shell/until-there.ts';

const TitleMenu = lazy(orElseNever(() => import('./title-menu.tsx').then((m) => ({ default: m.TitleMenu }))));
const PolishAllDialog = lazy(
  orElseNever(() => import('./suggestions/polish-all-dialog.tsx').then((m) => ({ default: m.PolishAllDialog }))),
);
const BriefDialog = lazy(orElseNever(() => import('./brief-dialog.tsx').then((m) => ({ default: m.BriefDialog }))));

/** The open document's name in the top bar; a press opens its menu. */
export function DocumentTitle({ documentId }: { readonly documentId: string }) {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const cache = useQueryClient();
  const [, navigate] = useLocation();
  const actions = useMemo(() => new DocumentActions(cache, documentId), [cache, documentId]);
  const { moveToBin, restore } = useDocumentListActions();
  const { data: detail } = useDocument(documentId);
  const [open, setOpen] = useState<'name' | 'brief' | 'polish' | null>(null);
  useEffect(() => onPartWanted((part) => part === 'polishAll' && setOpen('polish')), []);
  useTitlePart('name', detail ? documentName(detail) : null);
  if (!detail) return null;
  const name = documentName(detail);
  if (open === 'name') {
    const onDone = (title: string | null) => {
      setOpen(null);
      if (title !== null) void attempt(() => actions.rename(title));
    };
    return <InlineName label={t('conversations.titleLabel')} initial={name} onDone={onDone} />;
  }
  return (
    <>
      <TitleButton
        name={name}
        renderMenu={(trigger) => (
          <TitleMenu
            detail={detail}
            trigger={trigger}
            onRename={() => setOpen('name')}
            onEditBrief={() => setOpen('brief')}
            onPolishAll={canPolishAll(detail) ? () => setOpen('polish') : null}
            onBin={() => {
              void moveToBin(documentId);
              navigate('/documents');
            }}
            onRestore={() => void restore(documentId)}
          />
        )}
      />
      <Suspense fallback={null}>
        {open === 'polish' && <PolishAllDialog detail={detail} actions={actions} onClose={() => setOpen(null)} />}
        {open === 'brief' && <BriefDialog brief={detail.brief} actions={actions} onClose={() => setOpen(null)} />}
      </Suspense>
    </>
  );
}
