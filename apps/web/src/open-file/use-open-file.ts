import {
  decodeText,
  documentWordsRange,
  encodingNames,
  maxMessageLength,
  partsAt,
  plainBrief,
  type DocumentDetail,
  type TextEncodingName,
} from '@maobi/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from '../language/use-translation.ts';
import { useLocation } from 'wouter';
import { useMeasures } from '../language/measures.ts';
import { client } from '../studio/client.ts';
import { keys } from '../studio/keys.ts';
import { newId } from '../studio/new-id.ts';
import { showFailure } from '../toasts/show-failure.ts';
import { showToast } from '../toasts/toasts.ts';
import { readTextFile, type FileDocument } from './text-file.ts';

export const openedFiles = '.md,.markdown,.txt,text/markdown,text/plain';
const largestBytes = 2_000_000;
/** Of a text, in characters: what it is called stands there. */
const beginningLength = 1000;
/** What the model writes at most when it is asked to begin. */
const blankTarget = { zh: 300, en: 200 } as const;

interface NewDocument extends FileDocument {
  /** Nobody has named it. */
  readonly isUnnamed: boolean;
  /** Nobody has asked for a length. */
  readonly isOpenEnded: boolean;
}

/** A file as a document, and how its bytes were read. */
interface ReadFile {
  readonly document: FileDocument;
  readonly encoding: TextEncodingName;
}

/** Makes documents of files that hold text, or of nothing, and opens them. */
export function useOpenFile() {
  const { t } = useTranslation();
  const { language } = useMeasures();
  const [, navigate] = useLocation();
  const queryClient = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);
  const make = async (document: NewDocument): Promise<boolean> => {
    setIsBusy(true);
    try {
      const detail = await keepDocument(document);
      queryClient.setQueryData<DocumentDetail>(keys.document(detail.id), detail);
      navigate(`/documents/${detail.id}`);
      return true;
    } catch (error) {
      showFailure(t, error);
      return false;
    } finally {
      setIsBusy(false);
    }
  };
  const open = (document: FileDocument) => {
    // what is written is as long as it is; only an outline asks for texts
    const isOpenEnded = document.sections.every(({ text }) => text !== '');
    return make({ ...document, isUnnamed: false, isOpenEnded });
  };
  const openRead = async ({ document, encoding }: ReadFile) => {
    await open(document);
    if (encoding !== 'utf-8') showToast({ text: t('home.fileDecoded', { encoding: encodingNames[encoding] }) });
  };
  return {
    isBusy,
    makeBlank: () => {
      const section = { heading: t('home.blankHeading'), points: [], text: '', target: blankTarget[language] };
      void make({
        title: t('home.blankTitle'),
        language,
        words: documentWordsRange.default,
        sections: [section],
        isUnnamed: true,
        isOpenEnded: true,
      });
    },
    openFile: async (file: File) => {
      setIsBusy(true);
      const read = await readFile(file).finally(() => setIsBusy(false));
      if (typeof read === 'string') showToast({ text: t(`home.fileRefused.${read}`, { name: file.name }), isFailure: true });
      else await openRead(read);
    },
    /** Opens what would be a file, called as its first heading or its first words. Whether it is open; else that was told. */
    openText: async (text: string): Promise<boolean> => {
      setIsBusy(true);
      const name = partsAt(text.trimStart().slice(0, beginningLength), 0).heading;
      return open(await readTextFile(`${name}.txt`, text));
    },
  };
}

/** Whether a text is larger than a file may be. */
export function isTooLargeToOpen(text: string): boolean {
  return new TextEncoder().encode(text).length > largestBytes;
}

type Refusal = 'kind' | 'tooLarge' | 'unreadable' | 'unclear' | 'empty' | 'longSection';

/** The document that a file becomes, or why it cannot be opened. */
async function readFile(file: File): Promise<ReadFile | Refusal> {
  if (!/\.(md|markdown|txt)$/i.test(file.name) && !file.type.startsWith('text/')) return 'kind';
  if (file.size > largestBytes) return 'tooLarge';
  const read = decodeText(new Uint8Array(await file.arrayBuffer()));
  if (read.kind !== 'text') return read.kind === 'unclear' ? 'unclear' : 'unreadable'; // a guess would keep wrong characters
  if (read.text.replace('\uFEFF', '').trim() === '') return 'empty';
  const document = await readTextFile(file.name, read.text);
  if (document.sections.some((section) => section.text.length > maxMessageLength)) return 'longSection';
  return { document, encoding: read.encoding };
}

async function keepDocument({ title, language, words, sections, isUnnamed, isOpenEnded }: NewDocument): Promise<DocumentDetail> {
  const id = newId();
  const brief = plainBrief({ topic: title, language, words, ...(isOpenEnded ? { isOpenEnded: true as const } : {}) });
  const { revision } = await client.call('createDocument', { body: { id, ...(isUnnamed ? {} : { title }), brief } });
  const rows = sections.map(({ text, ...row }) => ({ row: { ...row, id: newId(), points: [...row.points], isLocked: false }, text }));
  const texts = rows.filter(({ text }) => text !== '').map(({ row, text }) => ({ sectionId: row.id, id: newId(), baseId: null, text }));
  // all at once: of two hundred sections each answer would be the whole document
  return client.call('replaceOutline', { params: { id }, body: { revision, sections: rows.map(({ row }) => row), texts } });
}
