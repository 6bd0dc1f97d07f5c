import { Forbidden } from '@/components/page/forbidden-page'
import { listPlanEditors } from '@/lib/queries/people/plan-editors'

/** Stands in a plan's page for someone who may read the plan and does not look after it. */
export async function EditorsOnly({ slug }: { slug: string }) {
  return (
    <Forbidden
      why="Only editors of this plan can change its structure."
      editors={await listPlanEditors(slug)}
    />
  )
}
