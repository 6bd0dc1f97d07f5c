/** A file that is not read. Its message is the sentence for whoever chose it. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}
