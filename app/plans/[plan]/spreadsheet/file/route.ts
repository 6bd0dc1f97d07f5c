import { describeText } from '@/lib/api/plain-text'
import { requireActor } from '@/lib/auth/require'
import { MOST_SHEET_ROWS } from '@/lib/domain/updates/update-sheet'
import { toStream } from '@/lib/exports/tables/stream'
import { writeOds } from '@/lib/exports/workbook/ods'
import { updateWorkbook } from '@/lib/exports/workbook/update-sheet'
import { writeXlsx } from '@/lib/exports/workbook/xlsx'
import { sheetMessages } from '@/lib/format/updates/sheet-messages'
import { paths } from '@/lib/paths'
import { logRefusal } from '@/lib/queries/refusal'
import { getReportable, readSheetActions, selectForSheet } from '@/lib/queries/updates/update-sheet'
import { readScope } from '@/lib/schemas/updates/update-sheet'

const FORMATS = {
  xlsx: {
    write: writeXlsx,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  ods: { write: writeOds, type: 'application/vnd.oasis.opendocument.spreadsheet' },
} as const

/** Actions with what is recorded of them now, to report on them offline: /plans/mental-health-workforce/spreadsheet/file?actions=mine&format=ods */
export async function GET(request: Request, { params }: RouteContext<'/plans/[plan]/spreadsheet/file'>) {
  const { plan: slug } = await params
  const query = new URL(request.url).searchParams
  await requireActor(paths.spreadsheet(slug))
  const found = await getReportable(slug)
  if (found.kind === 'missing') return describeText('There is no such plan.', 404)
  if (found.kind === 'forbidden') {
    await logRefusal(sheetMessages.cannot)
    return describeText(sheetMessages.cannot, 403)
  }
  const scope = readScope(query.get('actions') ?? 'mine')
  const format = query.get('format') === 'ods' ? 'ods' : 'xlsx'
  const actions = scope ? selectForSheet(found, scope) : []
  if (actions.length === 0) return describeText(`${sheetMessages.none}.`, 404)
  if (actions.length > MOST_SHEET_ROWS) return describeText(`${sheetMessages.tooMany(actions.length)}.`, 400)
  const { write, type } = FORMATS[format]
  const rows = await readSheetActions(found.plan, actions)
  const workbook = updateWorkbook(found.plan, rows, new Date().toISOString())
  return new Response(toStream(write(workbook)), {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${slug}-updates.${format}"`,
      'cache-control': 'no-store',
    },
  })
}
