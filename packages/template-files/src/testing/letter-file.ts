/** A file with everything that a template can have, and nothing wrong. */
export const letterFile = `---
id: letter
audience: office
name: { zh: 信, en: Letter }
about:
  zh: 写一封信。
  en: Writes a letter.
shape: sections
length:
  default: { zh: 300, en: 200 }
  minimum: 100
  maximum: 900
fields:
  - name: person
    kind: text
    isRequired: true
    label: { zh: 收信人, en: Recipient }
  - name: manner
    kind: choice
    label: { zh: 写法, en: Manner }
    choices:
      - value: formal
        label: { zh: 正式, en: formal }
      - value: warm
        label: { zh: 亲切, en: warm }
    default: warm
outline:
  sections:
    - heading: { zh: 开头, en: Opening }
      share: 0.4
    - heading: { zh: 正文, en: Body }
      points: { zh: 一件事, en: one thing }
      share: 0.6
      onlyWith: manner
lint: [typography, connectives]
exportPreset: letter
example:
  zh:
    topic: 茶
    person: 老周
  en:
    topic: tea
    person: Petra
---

# zh

## system

认真写。

## brief

给{person}写一封关于“{topic}”的信。
写法：{manner}

# en

## system

Write with care.

## brief

Write to {person} about "{topic}", {{as it is}}.

Manner: {manner}
`;
