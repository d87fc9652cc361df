import { instant } from '../../change/instant.ts';
import { field, idAt, textAt } from '../json.ts';
import type { Reading, Report } from '../source.ts';
import { aboutEvent, arnHints, change, ignored, lacking } from './about.ts';
import type { AwsEvent } from './envelope.ts';

/** The day a certificate ends, from the day of the event and the days that are left: it names what has to be done by then. */
const lastDay = (event: AwsEvent, days: number): string | null => {
  const now = instant(event.time);
  if (now === null || !Number.isFinite(days) || Math.abs(days) > 10_000) return null;
  return new Date(Date.parse(now) + days * 86_400_000).toISOString().slice(0, 10);
};

/**
 * docs.aws.amazon.com/acm, "Amazon EventBridge support for ACM". Reminders come daily from 45 days before the end; all that speak of one
 * end are one change, which is planned until the certificate has expired.
 */
export const certificate = (event: AwsEvent): Reading => {
  const arn = event.resources[0] ?? null;
  const name = textAt(event.detail, 'CommonName') ?? textAt(event.detail, 'DomainName');
  if (arn === null || name === null) return lacking(event, 'its certificate');
  const about: Report = {
    ...aboutEvent(event),
    kind: 'certificate',
    title: `Renew the certificate of ${name}`,
    services: [],
    hints: arnHints(arn),
  };
  const days = Number(idAt(event.detail, 'DaysToExpiry') ?? Number.NaN);
  switch (event.type) {
    case 'ACM Certificate Approaching Expiration':
    case 'ACM Certificate Renewal Action Required': {
      const day = lastDay(event, days);
      const reason = textAt(event.detail, 'RenewalStatusReason');
      return change({
        ...about,
        key: `${arn}/ends/${day ?? '-'}`,
        phase: 'planned',
        summary: [Number.isNaN(days) ? null : `It expires in ${days} days, on ${day}.`, reason]
          .filter((it) => it !== null)
          .join(' '),
        extra: { inUse: field(event.detail, 'InUse') },
      });
    }
    case 'ACM Certificate Expired': {
      const day = instant(field(event.detail, 'CertificateExpirationDate'))?.slice(0, 10);
      return change({
        ...about,
        key: `${arn}/ends/${day ?? lastDay(event, 0) ?? '-'}`,
        phase: 'failed',
        summary: 'The certificate has expired.',
        extra: { inUse: field(event.detail, 'InUse') },
      });
    }
    case 'ACM Certificate Available': {
      const action = textAt(event.detail, 'Action') ?? '';
      const isNew = /^(ISSUANCE|IMPORT)$/.test(action);
      return change({
        ...about,
        key: `${arn}/available/${event.id ?? event.time}`,
        phase: 'finished',
        title: isNew ? `Issue a certificate for ${name}` : `Renew the certificate of ${name}`,
        summary: Number.isNaN(days) ? null : `It is good for ${days} days.`,
      });
    }
    default:
      return ignored(`The event ${event.type.slice(0, 100)} tells of no change.`);
  }
};
