/** How a board paper looks in Word: its styles by Word's own names, so that they can be changed in one place and read aloud. */

import { AlignmentType, type IPropertiesOptions, LevelFormat, LineRuleType } from 'docx'

/** On Windows and macOS, and easily read. */
const FONT = 'Arial'
const INK = '1A1A1A'
export const QUIET = '525252'
const BLUE = '002D54'
export const LINK = '0B4C8C'

export const TABLE_STYLE = 'ReportTable'
export const BULLETS = 'bullets'

/** Takes half-points and the space around in twentieths of a point; returns a heading's style. */
function heading(size: number, before: number, after: number) {
  return {
    run: { font: FONT, size, bold: true, color: BLUE, italics: false },
    paragraph: { spacing: { before, after }, keepNext: true, keepLines: true },
  }
}

function text(id: string, name: string, run: object, paragraph: object) {
  return { id, name, basedOn: 'Normal', quickFormat: true, run, paragraph }
}

export const STYLES: NonNullable<IPropertiesOptions['styles']> = {
  default: {
    document: {
      run: { font: FONT, size: 22, color: INK, language: { value: 'en-GB', eastAsia: 'en-GB' } },
      paragraph: { spacing: { after: 120, line: 276, lineRule: LineRuleType.AUTO } },
    },
    title: { ...heading(44, 0, 120), paragraph: { spacing: { before: 120, after: 120 }, keepNext: true } },
    heading1: heading(32, 480, 120),
    heading2: heading(26, 320, 80),
    heading3: heading(23, 240, 80),
    hyperlink: { run: { color: LINK, underline: {} } },
    caption: {
      run: { font: FONT, size: 19, bold: true, italics: false, color: INK },
      paragraph: { spacing: { before: 200, after: 80 } },
    },
  },
  paragraphStyles: [
    text('Subtitle', 'Subtitle', { size: 22, color: QUIET }, { spacing: { after: 60 } }),
    text(
      'Headline',
      'Headline',
      { size: 27, bold: true },
      { spacing: { before: 120, after: 160 }, keepNext: true },
    ),
    text(
      'TOCHeading',
      'TOC Heading',
      { size: 26, bold: true, color: BLUE },
      { spacing: { before: 320, after: 80 } },
    ),
    text('ListBullet', 'List Bullet', {}, { spacing: { after: 60 } }),
    text(
      'TableText',
      'Table Text',
      { size: 18 },
      { spacing: { before: 20, after: 20, line: 252, lineRule: LineRuleType.AUTO } },
    ),
    text(
      'TableHeading',
      'Table Heading',
      { size: 18, bold: true },
      { spacing: { before: 40, after: 40 }, keepNext: true },
    ),
    text(
      'Note',
      'Note',
      {},
      {
        indent: { left: 240 },
        border: { left: { style: 'single', size: 24, space: 10, color: 'B3B3B3' } },
      },
    ),
    text('Small', 'Small', { size: 17, color: QUIET }, { spacing: { after: 60 } }),
  ],
}

/**
 * Returns the style of tables as a part of a Word file, for the library makes none: thin rules and a heavier one below the head, as on
 * the pages.
 */
export function tableStyles(): string {
  const line = (side: string, size: number, colour: string) =>
    `<w:${side} w:val="single" w:sz="${size}" w:space="0" w:color="${colour}"/>`
  const margin = (side: string, width: number) => `<w:${side} w:w="${width}" w:type="dxa"/>`
  return (
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
    `<w:style w:type="table" w:customStyle="1" w:styleId="${TABLE_STYLE}"><w:name w:val="Report Table"/>` +
    '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:tblPr><w:tblBorders>' +
    line('top', 4, 'B3B3B3') +
    line('bottom', 4, 'B3B3B3') +
    line('insideH', 4, 'D9D9D9') +
    `</w:tblBorders><w:tblCellMar>${margin('top', 30)}${margin('left', 85)}${margin('bottom', 30)}${margin('right', 85)}` +
    '</w:tblCellMar></w:tblPr>' +
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>' +
    line('bottom', 12, INK) +
    '</w:tcBorders></w:tcPr></w:tblStylePr></w:style></w:styles>'
  )
}

/**
 * Returns the file's list of fonts, which the library leaves empty: where there is no Arial, as on Linux, one of those takes its place
 * that are exactly as wide, so that lines and pages, and with them the numbers in the contents, stay what they are.
 */
export function fontTable(): string {
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
    `<w:font w:name="${FONT}"><w:altName w:val="Liberation Sans,Arimo,Helvetica"/><w:panose1 w:val="020B0604020202020204"/>` +
    '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
  )
}

export const NUMBERING: NonNullable<IPropertiesOptions['numbering']> = {
  config: [
    {
      reference: BULLETS,
      levels: [
        {
          level: 0,
          format: LevelFormat.BULLET,
          text: '•',
          alignment: AlignmentType.LEFT,
          style: { paragraph: { indent: { left: 360, hanging: 260 } } },
        },
      ],
    },
  ],
}
