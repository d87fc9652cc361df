import { PbfWriter } from 'pbf';

/** The encoding of a request, which its answer keeps (OTLP specification, "OTLP/HTTP Response"). */
export type Encoding = 'json' | 'protobuf';

export const contentTypes: Readonly<Record<Encoding, string>> = {
  json: 'application/json',
  protobuf: 'application/x-protobuf',
};

export const encodingOf = (contentType: string | undefined): Encoding =>
  /^application\/(?:x-)?protobuf\b/i.test(contentType ?? '') ? 'protobuf' : 'json';

/** `message` without rejected spans is a warning; neither: full success, for which `partial_success` must be unset. */
export type Success = { readonly rejected: number; readonly message: string };

/** pbf 5.1.2 itself writes characters above U+1FFFF wrongly (it joins the halves of the pair with a bit too many). */
const writeText = (pbf: PbfWriter, tag: number, text: string): void =>
  pbf.writeBytesField(tag, Buffer.from(text));

/** ExportTraceServiceResponse. int64 is a decimal text in JSON. */
export const encodeSuccess = (encoding: Encoding, { rejected, message }: Success): Buffer => {
  const isFull = rejected === 0 && message === '';
  if (encoding === 'json')
    return Buffer.from(
      isFull
        ? '{}'
        : JSON.stringify({ partialSuccess: { rejectedSpans: String(rejected), errorMessage: message } }),
    );
  const pbf = new PbfWriter();
  if (!isFull)
    pbf.writeMessage(
      1,
      (it, inner) => {
        if (it.rejected > 0) inner.writeVarintField(1, it.rejected);
        writeText(inner, 2, it.message);
      },
      { rejected, message },
    );
  return Buffer.from(pbf.finish());
};

export type Failure = {
  /** Of google.rpc.Code. */
  readonly code: number;
  readonly message: string;
  /** For bad data: what is wrong where, as a google.rpc.BadRequest in the details. */
  readonly violation?: { readonly field: string; readonly description: string };
};

const badRequest = 'type.googleapis.com/google.rpc.BadRequest';

/** google.rpc.Status (google/rpc/status.proto, error_details.proto). */
export const encodeFailure = (encoding: Encoding, { code, message, violation }: Failure): Buffer => {
  if (encoding === 'json') {
    const details = violation && [{ '@type': badRequest, fieldViolations: [violation] }];
    return Buffer.from(JSON.stringify({ code, message, ...(details && { details }) }));
  }
  const pbf = new PbfWriter();
  pbf.writeVarintField(1, code);
  writeText(pbf, 2, message);
  if (violation !== undefined) {
    const detail = new PbfWriter();
    detail.writeMessage(
      1,
      ({ field, description }, inner) => {
        writeText(inner, 1, field);
        writeText(inner, 2, description);
      },
      violation,
    );
    pbf.writeMessage(
      3,
      (value, inner) => {
        inner.writeStringField(1, badRequest);
        inner.writeBytesField(2, value);
      },
      detail.finish(),
    );
  }
  return Buffer.from(pbf.finish());
};
