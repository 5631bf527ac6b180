-- name: InsertPartnerIfNew
INSERT INTO partners (partner_id, kind, name, website, create_time) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (partner_id) DO NOTHING;

-- name: GetPartner
SELECT partner_id, kind, name, website, version, create_time FROM partners WHERE partner_id = $1;

-- name: GetPartnerForUpdate
SELECT partner_id, kind, name, website, version, create_time FROM partners WHERE partner_id = $1 FOR UPDATE;

-- name: ListPartners
SELECT partner_id, kind, name, website, version, create_time FROM partners
WHERE (name, partner_id) > ($1, $2::uuid) ORDER BY name, partner_id LIMIT $3::int;

-- name: ListPartnersOf
SELECT partner_id, kind, name, website, version, create_time FROM partners JOIN coordinators USING (partner_id)
WHERE user_id = $4 AND is_coordinator AND (name, partner_id) > ($1, $2::uuid) ORDER BY name, partner_id LIMIT $3::int;

-- name: UpdatePartner
UPDATE partners SET name = $2, website = $3, version = version + 1 WHERE partner_id = $1;
