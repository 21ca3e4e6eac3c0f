/** Opens what stands behind the public pages. */
import { confirm, viewTicket } from './members/confirm.ts';
import type { Membership } from './members/contract.ts';
import { comeBack, leave, viewLeaving } from './members/leave.ts';
import type { Office } from './members/office.ts';
import { changeAddress, choose, erase, pause, sendData, viewPreferences } from './members/preferences.ts';
import { makeOffer, signUp } from './members/sign-up.ts';

/** The use cases of a subscription over one store, vault and clock. */
export function openMembership(office: Office): Membership {
  return {
    offer: () => makeOffer(office),
    signUp: (form, visitor) => signUp(office, form, visitor),
    confirmation: (ticket) => viewTicket(office, ticket),
    confirm: (ticket, visitor) => confirm(office, ticket, visitor),
    leaving: (link) => viewLeaving(office, link),
    leave: (link, how) => leave(office, link, how),
    comeBack: (link, visitor) => comeBack(office, link, visitor),
    preferences: (link) => viewPreferences(office, link),
    choose: (link, choice) => choose(office, link, choice),
    pause: (link, weeks) => pause(office, link, weeks),
    changeAddress: (link, address) => changeAddress(office, link, address),
    sendData: (link) => sendData(office, link),
    erase: (link) => erase(office, link),
  };
}
