export type Image = {
  /** `ghcr.io/acme/shop/pricing`: registry and path. */
  readonly repository: string;
  /** What the image is of: the last part of the path, or what a shared repository puts at the end of its tags. */
  readonly name: string;
  /** The tag, where it names a version and not a moving target. */
  readonly version: string | null;
};

const moving =
  /^(?:latest|stable|edge|nightly|main|master|dev|develop|development|prod|production|staging|canary|lts)$/i;
/** What is built in, not which version: `alpine`, `alpine3.23`, `slim`, `bookworm`. */
const flavour =
  /^(?:alpine|slim|bookworm|bullseye|trixie|jammy|noble|debian|ubuntu|scratch|distroless)[\d.]*$/i;

/**
 * `registry:5000/path/name:tag@sha256:…` taken apart. `own` is how the workload is called: one repository for all images
 * (`acme/demo:1.2-cart` of cart) names the image at the end of the tag.
 */
export const imageOf = (text: string, own = ''): Image => {
  const [path = ''] = text.split('@', 1);
  const colon = path.indexOf(':', path.lastIndexOf('/') + 1);
  const repository = colon < 0 ? path : path.slice(0, colon);
  const tag = colon < 0 ? '' : path.slice(colon + 1);
  const shared = own !== '' && tag.toLowerCase().endsWith(`-${own.toLowerCase()}`);
  const said = shared ? tag.slice(0, -own.length - 1) : tag;
  const version = moving.test(said) || flavour.test(said) || said === '' ? null : said;
  return { repository, name: shared ? own : repository.slice(repository.lastIndexOf('/') + 1), version };
};
