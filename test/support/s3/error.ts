/** What S3 answers when it says no: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export class S3Error extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message = code) {
    super(message);
    this.name = 'S3Error';
    this.status = status;
    this.code = code;
  }
}

/** What the stand-in doesn't know is refused loudly, so that nobody relies on it. */
export const notImplemented = (what: string): S3Error =>
  new S3Error(501, 'NotImplemented', `the stand-in for S3 doesn't do this: ${what}`);
