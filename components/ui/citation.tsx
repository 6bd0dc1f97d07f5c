import { findCited } from '@/lib/domain/plan/action-views'
import type { PlanState } from '@/lib/domain/plan/plan'
import { isLinkable } from '@/lib/domain/web-address'

/** Where something was read, as a link where the plan knows the document. */
export function Citation({ plan, text }: { plan: Pick<PlanState, 'sources'>; text: string }) {
  const source = findCited(plan, text)
  return source && isLinkable(source.url) ? <a href={source.url}>{text}</a> : text
}
