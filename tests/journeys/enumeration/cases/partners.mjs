// partners: institutions, and those who ask to become one.
import { randomUUID } from 'node:crypto';
import { again, by, none, of } from '../table.mjs';

const OPERATORS = none('operators see all of them');

const inquiryOf = (world) => ({
  organisation: 'University of the Sea', kind: 'KIND_UNIVERSITY', contactName: 'Selma', contactEmail: world.fresh('contact'),
  courseUrl: 'https://mooc.example/sea', message: 'We would like to add an exchange.', locale: 'fr',
});

// An inquiry that came in, after as many of these verbs.
async function inquiry(world, ...verbs) {
  const { operator } = world;
  const made = await operator.call('POST', '/v1/inquiries', inquiryOf(world), { bare: true, headers: { 'idempotency-key': randomUUID() } });
  for (const verb of verbs) await operator.post(`/v1/inquiries/${made.inquiryId}:${verb}`);
  return { inquiryId: made.inquiryId };
}

const reasoned = async (world) => ({ ...(await inquiry(world, 'review')), reason: 'There is no exchange in it.' });

export default of('partners.v1.PartnersService', {
  CreateInquiry: {
    good: (world) => ({ inquiry: inquiryOf(world) }),
    optional: ['course_url', 'message', 'locale'].map((name) => `inquiry.${name}`),
    free: { 'inquiry.inquiry_id': 'is not read', 'inquiry.state': 'is not read', 'inquiry.create_time': 'is not read' },
    foreign: none('anybody may'),
  },
  ListInquiries: {
    good: async (world) => {
      await Promise.all([inquiry(world), inquiry(world)]);
      return {};
    },
    foreign: OPERATORS,
    pages: () => ({ state: 'STATE_RECEIVED' }),
  },
  GetInquiry: { good: (world) => inquiry(world), foreign: OPERATORS },
  ReviewInquiry: { good: (world) => inquiry(world), foreign: OPERATORS, outOfState: { INQUIRY_NOT_RECEIVED: again } },
  DeclineInquiry: { good: reasoned, foreign: OPERATORS, outOfState: { INQUIRY_NOT_IN_REVIEW: again } },
  AcceptInquiry: { good: (world) => inquiry(world, 'review'), foreign: OPERATORS, outOfState: { INQUIRY_NOT_IN_REVIEW: again } },
  GetPartner: { by: 'coordinator', good: ({ seedPartner }) => ({ partnerId: seedPartner }), foreign: 'rival' },
  ListPartners: { by: 'operator', good: () => ({}), foreign: OPERATORS, pages: () => by('coordinator', {}) },
  UpdatePartner: {
    by: 'coordinator',
    good: ({ seedPartner }) => ({
      partner: { partnerId: seedPartner, name: 'Another name', website: 'https://university.example' }, updateMask: 'name,website',
    }),
    optional: ['update_mask', 'partner.website'],
    free: { 'partner.create_time': 'is not read' },
    stale: 'partner.etag',
    foreign: 'rival',
  },
});
