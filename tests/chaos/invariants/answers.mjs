// Nobody is told what is not so: no 500, no refusal of what somebody may do, no answer that never comes.
export const check = async ({ surprises }) => surprises.splice(0);

export const harms = [{ what: 'an answer of 500', spoil: ({ surprises }) => surprises.push('GET / was answered with 500') }];
