// What the server says when it refuses: google.rpc.Status, in a trailer of the call, or as a message where a chunk or an item fails.
import grpc from '@grpc/grpc-js';
import { definition } from './contract.mjs';

const read = (name, bytes) => definition[`google.rpc.${name}`].deserialize(bytes);

export class Failure extends Error {
  /**
   * @param code the name of the status code, such as INVALID_ARGUMENT
   * @param reason for programs, such as UNKNOWN_TIER_SCHEME; empty where the error is the connection's
   * @param violations every field at fault: { field, description }
   * @param retryAfter seconds, where the server says when to ask again
   */
  constructor(code, message, { reason = '', violations = [], retryAfter } = {}) {
    super([
      `${code}${reason && ` (${reason})`}: ${message}`,
      ...violations.map(({ field, description }) => `${field}: ${description}`).filter(told => !message.includes(told)),
    ].join('\n  '));
    Object.assign(this, { code, reason, violations, retryAfter });
  }

  /** Of a google.rpc.Status. */
  static ofStatus({ code, message, details }) {
    const detail = name => {
      const any = details.find(each => (each.type_url ?? each.typeUrl) === `type.googleapis.com/google.rpc.${name}`);
      return any && read(name, any.value);
    };
    const retry = detail('RetryInfo')?.retryDelay;
    return new Failure(grpc.status[code], message, {
      reason: detail('ErrorInfo')?.reason,
      violations: detail('BadRequest')?.fieldViolations,
      retryAfter: retry ? retry.seconds + retry.nanos / 1e9 : undefined,
    });
  }

  /** Of the error that ended a call. */
  static ofCall(error) {
    if (error instanceof Failure || error.code === undefined || error.details === undefined) return error;
    const [bytes] = error.metadata?.get('grpc-status-details-bin') ?? [];
    return bytes ? Failure.ofStatus(read('Status', bytes)) : new Failure(grpc.status[error.code], error.details);
  }
}

/** The failures of items, by their number: [{ indexes, status }] of an answer. */
export function failuresByItem(groups) {
  const failures = new Map();
  for (const { indexes, status } of groups) {
    const failure = Failure.ofStatus(status);
    for (const index of indexes) failures.set(index, failure);
  }
  return failures;
}
