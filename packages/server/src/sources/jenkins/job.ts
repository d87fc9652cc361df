import { isVersion, looksMain } from '../../change/commit.ts';
import { field, textAt } from '../json.ts';

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** `…/job/money/job/pricing/job/feature%252Fvat/18/` → money, pricing, feature/vat. Jenkins encodes a branch twice. */
const partsIn = (address: string | null): readonly string[] =>
  [...(address ?? '').matchAll(/(?:^|\/)job\/([^/?#]+)/g)].map(([, part = '']) => decoded(decoded(part)));

/** `origin/main` → main. */
const branchIn = (build: unknown): string | null =>
  textAt(build, 'scm', 'branch')?.replace(/^(refs\/heads\/|(refs\/)?remotes\/)?(origin\/)?/, '') || null;

/** The job that a build is of, or null where none is named. */
export const jobOf = (body: unknown) => {
  const build = field(body, 'build');
  const address = textAt(build, 'full_url') ?? textAt(build, 'url') ?? textAt(body, 'url');
  const found = partsIn(address);
  const name = textAt(body, 'name');
  const parts = found.length > 0 ? found : (name?.split('/').map(decoded) ?? []);
  const last = parts.at(-1);
  if (last === undefined || last === '') return null;
  const built = branchIn(build);
  const proposal = /^(PR|MR)-\d+/.test(last);
  // The jobs of a multibranch pipeline are called like their branches.
  const isMultibranch = parts.length > 1 && (proposal || last === built || looksMain(last));
  const own = isMultibranch ? parts.slice(0, -1) : parts;
  return {
    /** `money/pricing`, without the branch: as a catalog names it (jenkins.io/job-full-name). */
    fullName: own.join('/'),
    name: own.at(-1) ?? last,
    branch: isMultibranch ? last : built,
    isMultibranch,
    proposal,
    /** Where this Jenkins stands: `ci.example.com/jenkins`; null where it does not know its own address. */
    place: /^https?:\/\/(.+?)\/job\//i.exec(textAt(build, 'full_url') ?? '')?.[1]?.toLowerCase() ?? null,
  };
};

export type Job = NonNullable<ReturnType<typeof jobOf>>;

/** Whether what it builds is what is deployed from. A job that checks nothing out, and so has no branch, is. */
export const isOfMain = ({ branch }: Job): boolean =>
  branch === null || looksMain(branch) || isVersion(branch.replace(/^tags\//, ''));

const noise =
  /^(deploy(er|ment|s)?|rollout|release|promote|ship|cd|pipeline|job|to|pre-?prod(uction)?|prod(uction)?|live|staging|stage|qa|uat|dev(elopment)?|sandbox)$/i;

/** `deploy-pricing-prod` → pricing: a job that deploys is mostly called after what it deploys. A guess, which the catalog may mend. */
export const serviceIn = (job: string): string => {
  const words = job.split(/[-_. ]+/).filter((word) => word !== '' && !noise.test(word));
  return words.length === 0 ? job : words.join('-');
};
