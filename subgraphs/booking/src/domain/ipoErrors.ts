import { InvalidInput } from '@marquee/shared/errors';

const path = ['input', 'feed'];

/** Nobody has configured a feed of that name. */
export class UnknownFeed extends InvalidInput {
  constructor() {
    super('No feed of that name is configured; an operator adds it to IPO_FEEDS as name=url.', path);
  }
}

/** The feed is configured but cannot be read now; `cause` is for the log alone. */
export class UnreadableFeed extends InvalidInput {
  constructor(
    message: string,
    override readonly cause?: unknown,
  ) {
    super(message, path);
  }
}
