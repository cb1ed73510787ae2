-- The texts of each tagged template by its place in the sources.
local __TS__Templates = {}
local function __TS__Template(place, texts, raw)
    texts.raw = raw
    __TS__Templates[place] = texts
    return texts
end
