// The event log that every service hosts.
import { none, of } from '../table.mjs';

const HOUSE = none('every service of the house follows every log');
const GROWS = 'the log grows by what happens elsewhere';

export default of('events.v1.EventLogService', {
  ListEvents: {
    good: () => ({ afterPosition: '0', pageSize: 10 }),
    optional: ['after_position', 'page_size'],
    free: { after_position: 'behind the last event there are none' },
    foreign: HOUSE,
    volatile: GROWS,
  },
  ListLatestEvents: {
    good: () => ({ afterPosition: '0', pageSize: 10 }),
    optional: ['after_position', 'page_size'],
    free: { after_position: 'behind the last event there are none' },
    foreign: HOUSE,
    volatile: GROWS,
  },
  GetHead: { good: () => ({}), foreign: HOUSE, volatile: GROWS },
});
