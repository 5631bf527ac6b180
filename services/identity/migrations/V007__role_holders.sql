-- Who has a role at a partner, page by page.
CREATE INDEX user_roles_of_partner ON user_roles (partner_id, user_id, role) WHERE partner_id IS NOT NULL;
