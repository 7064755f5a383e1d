/** Something in a stream that was passed over. Nothing on screen depends on it; it is for whoever looks into a stream. */
export interface StreamDiagnostic {
  /**
   * - `undecodable_event`: an event whose `data` is not JSON, or not an object.
   * - `stray_text`: a line that is no field of a server-sent event, and no error either.
   */
  type: 'undecodable_event' | 'stray_text';
  /** One sentence. */
  message: string;
  /** The first 200 UTF-16 units of what was passed over, without keys. */
  excerpt: string;
}

/** Is told of each {@link StreamDiagnostic}, in the order of the stream. */
export type OnDiagnostic = (diagnostic: StreamDiagnostic) => void;
