/** A file from a multipart body, as the handlers receive it. */
export class UploadedFile {
  /** As the client called it. */
  readonly name: string;
  /** Bytes as a binary (Latin-1) string. */
  readonly content: string;
  constructor(name: string, content: string) {
    this.name = name;
    this.content = content;
  }
}
