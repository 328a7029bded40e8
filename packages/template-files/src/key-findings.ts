import { lintRuleNames, standardValueNames } from '@maobi/core';
import type { FileKeys } from './file-schema.ts';
import type { Finding } from './finding.ts';
import type { SplitFile } from './front-matter.ts';
import type { SoundKeys } from './sound-keys.ts';

type LineOf = SplitFile['lineOf'];
type Field = FileKeys['fields'][number];

const lintNames: readonly string[] = [...lintRuleNames, 'typography'];
/** Shares are written with two digits behind the point. */
const shareTolerance = 0.001;

/** What the keys of a front matter that are right by themselves say against each other. */
export function keyFindings(keys: SoundKeys, lineOf: LineOf): Finding[] {
  return [
    ...outlineFindings(keys, lineOf),
    ...lengthFindings(keys, lineOf),
    ...lintFindings(keys, lineOf),
    ...keys.fields.flatMap((field, index) => (field ? fieldFindings(field, index, keys, lineOf) : [])),
    ...exampleFindings(keys, lineOf),
  ];
}

function outlineFindings({ shape, outline, ...keys }: SoundKeys, lineOf: LineOf): Finding[] {
  if (!outline) return [];
  const findings: Finding[] = [];
  if (shape === 'single') {
    const hint = 'Remove the outline, or write "shape: sections".';
    findings.push({ line: lineOf(['outline']), message: 'A text of one pass ("shape: single") has no outline.', hint });
  }
  const sum = outline.sections.reduce((total, { share }) => total + share, 0);
  if (Math.abs(sum - 1) > shareTolerance) {
    const message = `The shares of the sections add up to ${Number(sum.toFixed(3))}, not to 1.`;
    findings.push({ line: lineOf(['outline', 'sections']), message, hint: 'Change them until they add up to 1.' });
  }
  if (outline.sections.every(({ onlyWith }) => onlyWith !== null)) {
    const hint = 'Leave "onlyWith" out of a section that belongs in every text.';
    findings.push({ line: lineOf(['outline', 'sections']), message: 'With empty fields no section would be left.', hint });
  }
  return [...findings, ...outline.sections.flatMap(({ onlyWith }, index) => onlyWithFindings(onlyWith, index, keys, lineOf))];
}

function onlyWithFindings(
  onlyWith: string | null,
  index: number,
  { fields, fieldNames }: Pick<SoundKeys, 'fields' | 'fieldNames'>,
  lineOf: LineOf,
): Finding[] {
  const field = fields.find((known) => known?.name === onlyWith);
  if (onlyWith === null || (field && !field.isRequired)) return [];
  if (!field && (fieldNames === null || fieldNames.includes(onlyWith))) return [];
  const line = lineOf(['outline', 'sections', index, 'onlyWith']);
  const name = onlyWith.slice(0, 100);
  if (field) {
    const message = `A section depends on "${name}", which is always filled in.`;
    return [{ line, message, hint: 'Remove "onlyWith", or let the field be left empty.' }];
  }
  return [{ line, message: `A section depends on "${name}", and there is no such field.`, hint: 'Name a field of this template.' }];
}

function lengthFindings({ length }: SoundKeys, lineOf: LineOf): Finding[] {
  if (!length) return [];
  const { minimum, maximum } = length;
  return Object.entries(length.default).flatMap(([language, words]) => {
    if (words >= minimum && words <= maximum) return [];
    const message = `The usual length ${words} lies outside of ${minimum} to ${maximum}.`;
    return [{ line: lineOf(['length', 'default', language]), message, hint: 'Change it, or the minimum or maximum.' }];
  });
}

function lintFindings({ lint }: SoundKeys, lineOf: LineOf): Finding[] {
  return (lint ?? []).flatMap((name, index) => {
    const message = `There is no lint rule "${name.slice(0, 100)}".`;
    return lintNames.includes(name) ? [] : [{ line: lineOf(['lint', index]), message, hint: `Use: ${lintNames.join(', ')}.` }];
  });
}

export function fieldFindings(field: Field, index: number, { fields }: Pick<SoundKeys, 'fields'>, lineOf: LineOf): Finding[] {
  const { name } = field;
  const findings: Finding[] = [];
  if (standardValueNames.some((standard) => standard === name)) {
    const hint = 'Remove the field and use the slot, or give it another name.';
    findings.push({ line: lineOf(['fields', index, 'name']), message: `Every template has "${name}" already.`, hint });
  }
  if (fields.findIndex((other) => other?.name === name) !== index) {
    findings.push({
      line: lineOf(['fields', index, 'name']),
      message: `The field "${name}" is there twice.`,
      hint: 'Give one another name.',
    });
  }
  return [...findings, ...choiceFindings(field, index, lineOf)];
}

function choiceFindings({ name, kind, choices, default: value }: Field, index: number, lineOf: LineOf): Finding[] {
  const values = choices.map((choice) => choice.value);
  if (kind !== 'choice') {
    const message = `"${name}" has choices and is no choice.`;
    return choices.length === 0
      ? []
      : [{ line: lineOf(['fields', index, 'choices']), message, hint: 'Write "kind: choice", or remove them.' }];
  }
  if (choices.length < 2) {
    const line = lineOf(['fields', index, 'choices']);
    return [{ line, message: `"${name}" offers nothing to choose from.`, hint: 'Give at least two choices, each with value and label.' }];
  }
  const findings = values.flatMap((one, at): Finding[] => {
    if (values.indexOf(one) === at) return [];
    const line = lineOf(['fields', index, 'choices', at]);
    return [{ line, message: `The choice "${one}" is there twice.`, hint: 'Give one another value.' }];
  });
  if (value === null || values.includes(value)) return findings;
  const message = `The default "${value}" of "${name}" is none of its choices.`;
  return [...findings, { line: lineOf(['fields', index, 'default']), message, hint: `Write one of: ${values.join(', ')}.` }];
}

function exampleFindings({ example, fieldNames }: SoundKeys, lineOf: LineOf): Finding[] {
  if (!example || !fieldNames) return [];
  const known: string[] = [...standardValueNames, ...fieldNames];
  return Object.entries(example).flatMap(([language, values]) =>
    Object.keys(values)
      .filter((name) => !known.includes(name))
      .map((name) => ({
        line: lineOf(['example', language, name]),
        message: `The example has a value for "${name.slice(0, 100)}", which the form does not ask for.`,
        hint: `Remove it, or correct it. Known are: ${known.join(', ')}.`,
      })),
  );
}
