import { Dialog } from '@base-ui/react/dialog';
import { wholePolishKinds, type DocumentDetail, type PolishCost, type WholePolishKind } from '@maobi/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDraft } from '../../conversation/composer/use-draft.ts';
import { useTranslation } from '../../language/use-translation.ts';
import { DialogFrame } from '../../shell/dialog-frame.tsx';
import { useMeasures } from '../../language/measures.ts';
import { OneOf } from '../../settings/one-of.tsx';
import { client } from '../../studio/client.ts';
import { keys } from '../../studio/keys.ts';
import { showToast } from '../../toasts/toasts.ts';
import type { DocumentActions } from '../document-actions.ts';
import { useAttempt } from '../use-attempt.ts';
import { useDocumentLength } from '../use-document-length.ts';
import './suggestions.css';

interface PolishAllDialogProps {
  readonly detail: DocumentDetail;
  readonly actions: DocumentActions;
  readonly onClose: () => void;
}

/** What to do with every paragraph of the document, and what that costs, before anything runs. */
export function PolishAllDialog({ detail, actions, onClose }: PolishAllDialogProps) {
  const { t } = useTranslation();
  const attempt = useAttempt();
  const [kind, setKind] = useState<WholePolishKind>('improve');
  const { text: instruction, setText: setInstruction, discard } = useDraft(`instruction.${detail.id}`);
  const cost = usePolishCost(detail.id, kind);
  const isReady = (cost?.paragraphCount ?? 0) > 0 && (kind !== 'own' || instruction.trim() !== '');
  const begin = () =>
    attempt(async () => {
      await actions.polishAll(kind, instruction.trim());
      discard();
      showToast({ text: t('suggestions.begun') });
      onClose();
    });
  return (
    <DialogFrame title={t('suggestions.polishAll')} className="polish-all" onClose={onClose}>
      <Dialog.Description className="polish-all-note">{t('suggestions.note')}</Dialog.Description>
      <OneOf
        label={t('suggestions.kindLabel')}
        value={kind}
        options={wholePolishKinds.map((value) => ({ value, text: t(`document.polish.kind.${value}`) }))}
        onChange={(value) => setKind(value as WholePolishKind)}
      />
      {kind === 'own' && (
        <input
          className="field"
          aria-label={t('suggestions.ownLabel')}
          placeholder={t('suggestions.ownPlaceholder')}
          maxLength={2_000}
          value={instruction}
          onChange={(event) => setInstruction(event.target.value)}
        />
      )}
      <div className="dialog-foot">
        <p className="note num" role="status">
          {cost && <CostWords cost={cost} detail={detail} />}
        </p>
        <button type="button" className="btn ink" disabled={!isReady} onClick={() => void begin()}>
          {t('suggestions.begin')}
        </button>
      </div>
    </DialogFrame>
  );
}

function CostWords({ cost, detail }: { readonly cost: PolishCost; readonly detail: DocumentDetail }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const length = useDocumentLength(detail.brief.language);
  const { paragraphCount, words, readTokens, writtenTokens, milliseconds } = cost;
  if (paragraphCount === 0) return t('suggestions.nothing');
  const tokens = { read: measures.number(readTokens), written: measures.number(writtenTokens) };
  const parts = t('suggestions.parts', { count: paragraphCount, length: length.of(words) });
  if (milliseconds === null) return parts + t('suggestions.tokens', tokens);
  return parts + t('suggestions.time', { ...tokens, duration: measures.roughDuration(milliseconds) });
}

function usePolishCost(documentId: string, kind: WholePolishKind): PolishCost | undefined {
  return useQuery({
    queryKey: keys.polishCost(documentId, kind),
    queryFn: ({ signal }) => client.call('estimatePolish', { params: { id: documentId }, body: { kind }, signal }),
    staleTime: 0,
  }).data;
}
