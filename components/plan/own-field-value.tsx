import { WrittenText } from '@/components/ui/written-text'
import type { OwnField, OwnValue } from '@/lib/domain/own-fields'
import { describeOwnValue } from '@/lib/format/structure/own-field-words'

/** What a field of a plan's own holds for an action. Addresses are links. */
export function OwnFieldValue({ field, value }: { field: OwnField; value: OwnValue }) {
  return <WrittenText text={describeOwnValue(field, value)} />
}
