import './markdown.css';
import { CodeBlock } from './code-block.tsx';

/** Code in a question: coloured like that in an answer, and not checked, since it is the writer's. */
export function QuestionCode({ text, language }: { readonly text: string; readonly language: string }) {
  return <CodeBlock code={text} language={language} isClosed isChecked={false} caret={null} />;
}
