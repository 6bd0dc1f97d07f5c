/** Opens the file of a plan: bytes in; sheets with their cells out. */

import path from 'node:path'
import type { Spreadsheet } from '@/lib/domain/imports/spreadsheet'
import { importMessages } from '@/lib/format/imports/messages'
import { type Archive, openArchive } from './archive'
import { LIMITS } from './limits'
import { readOds } from './ods'
import { Refusal } from './refusal'
import { readText, readTexts } from './text'
import { readXlsx } from './xlsx'

const TEXT_ENDINGS = ['.csv', '.tsv', '.txt', '.tab']
const WORKBOOK_ENDINGS = ['.xlsx', '.xlsm', '.ods']
const ARCHIVE_ENDING = '.zip'
const OLD_ENDINGS = ['.xls', '.xlsb']
const ARCHIVE = Buffer.from('PK\u0003\u0004')
/** Of the container that old workbooks and those with a password are. */
const CONTAINER = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le')
const ODS_TYPE = 'application/vnd.oasis.opendocument.spreadsheet'
const MACROS = /(^|\/)vbaProject\.bin$|^Scripts\/.|^Basic\/[^/]+\/(?!script-lb\.xml$).+\.xml$/i
const EXTERNAL = /(^|\/)externalLinks\/./i

/** Takes the name of a file and its bytes. What its name says has to be what it is. Throws a refusal. */
export function openFile(name: string, bytes: Buffer): Spreadsheet {
  const ending = path.extname(name).toLowerCase()
  if (![...TEXT_ENDINGS, ...WORKBOOK_ENDINGS, ...OLD_ENDINGS, ARCHIVE_ENDING].includes(ending))
    throw new Refusal(importMessages.unknownEnding)
  if (!bytes.length) throw new Refusal(importMessages.empty)
  if (bytes.length > LIMITS.megabytes * 1024 * 1024)
    throw new Refusal(importMessages.tooLarge(LIMITS.megabytes))
  if (startsWith(bytes, CONTAINER))
    throw new Refusal(bytes.includes(ENCRYPTED) ? importMessages.encrypted : importMessages.oldWorkbook)
  if (startsWith(bytes, ARCHIVE))
    return ending === ARCHIVE_ENDING
      ? openTexts(openArchive(bytes))
      : openWorkbook(ending, openArchive(bytes))
  if (startsWith(bytes, Buffer.from('%PDF'))) throw new Refusal(importMessages.notSpreadsheet(ending))
  if (TEXT_ENDINGS.includes(ending)) return readText(path.basename(name, path.extname(name)), bytes)
  throw new Refusal(
    bytes.includes(0) ? importMessages.notSpreadsheet(ending) : importMessages.textNamed(ending),
  )
}

const startsWith = (bytes: Buffer, sign: Buffer) => bytes.subarray(0, sign.length).equals(sign)

/** Several tables as an archive of text files, as a Data Package is one. */
function openTexts({ names, readBytes }: Archive): Spreadsheet {
  const texts = names.filter((name) => TEXT_ENDINGS.slice(0, 2).includes(path.extname(name).toLowerCase()))
  if (texts.length > LIMITS.sheets) throw new Refusal(importMessages.tooManySheets(LIMITS.sheets))
  return readTexts(
    texts.map(
      (name) => [path.basename(name, path.extname(name)), readBytes(name) ?? Buffer.alloc(0)] as const,
    ),
  )
}

function openWorkbook(ending: string, archive: Archive): Spreadsheet {
  const { names } = archive
  if (names.some((name) => MACROS.test(name))) throw new Refusal(importMessages.macros)
  if (names.some((name) => EXTERNAL.test(name))) throw new Refusal(importMessages.externalLinks)
  if (names.some((name) => /(^|\/)workbook\.bin$/i.test(name)))
    throw new Refusal(importMessages.binaryWorkbook)
  const kind = kindOf(archive)
  if (kind === null) throw new Refusal(importMessages.notSpreadsheet(ending))
  if (kind === 'ods' ? ending !== '.ods' : !/^\.xls[xm]$/.test(ending))
    throw new Refusal(importMessages.workbookNamed(ending, kind))
  return kind === 'ods' ? readOds(archive) : readXlsx(archive)
}

function kindOf(archive: Archive): 'xlsx' | 'ods' | null {
  if (archive.names.includes('content.xml')) {
    if (archive.read('mimetype')?.trim() !== ODS_TYPE) return null
    if (archive.read('META-INF/manifest.xml')?.includes('encryption-data'))
      throw new Refusal(importMessages.encrypted)
    return 'ods'
  }
  const types = archive.read('[Content_Types].xml')
  return types?.includes('spreadsheetml') ? 'xlsx' : null
}
