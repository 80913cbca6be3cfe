import type { FastifyReply } from 'fastify';

export interface Page {
  html: string;
  contentSecurityPolicy: string;
}

/** Answers with an HTML page under its own policy; never cached, because nonces and samples belong to one answer. */
export function sendPage(reply: FastifyReply, page: Page): FastifyReply {
  return reply
    .header('content-security-policy', page.contentSecurityPolicy)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(page.html);
}
