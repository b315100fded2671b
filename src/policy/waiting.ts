/** One thing that waits, before it is told of which incident it is. */
export interface Waiting {
  readonly what: string;
  readonly clause: string;
  /** The command, without the incident. */
  readonly command: string;
  readonly at?: Date | undefined;
}
